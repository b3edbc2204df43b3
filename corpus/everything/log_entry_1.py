# -*- coding: UTF-8 -*-
logger.info("Loading 20 objects (part 1 of 3) to table log_entry...")
# fields: id, user, text
loader.save(create_log_entry(1,2,'entry 1'))
loader.save(create_log_entry(2,3,'entry 2'))
loader.save(create_log_entry(3,1,'entry 3'))
loader.save(create_log_entry(4,2,'entry 4'))
loader.save(create_log_entry(5,3,'entry 5'))
loader.save(create_log_entry(6,1,'entry 6'))
loader.save(create_log_entry(7,2,'entry 7'))
loader.save(create_log_entry(8,3,'entry 8'))
loader.save(create_log_entry(9,1,'entry 9'))
loader.save(create_log_entry(10,2,'entry 10'))


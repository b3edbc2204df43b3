# -*- coding: UTF-8 -*-
logger.info("Loading 20 objects (part 2 of 3) to table log_entry...")
# fields: id, user, text
loader.save(create_log_entry(11,3,'entry 11'))
loader.save(create_log_entry(12,1,'entry 12'))
loader.save(create_log_entry(13,2,'entry 13'))
loader.save(create_log_entry(14,3,'entry 14'))
loader.save(create_log_entry(15,1,'entry 15'))
loader.save(create_log_entry(16,2,'entry 16'))
loader.save(create_log_entry(17,3,'entry 17'))
loader.save(create_log_entry(18,1,'entry 18'))
loader.save(create_log_entry(19,2,'entry 19'))
loader.save(create_log_entry(20,3,'entry 20'))


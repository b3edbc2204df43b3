# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table library_loan...")
# fields: id, book
loader.save(create_library_loan(1,1))
loader.save(create_library_loan(2,3))
loader.save(create_library_loan(3,99))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 5 objects to table library_book...")
# fields: id, title, price, bought
loader.save(create_library_book(1,'Book 1','1.00',None))
loader.save(create_library_book(2,'Book 2','1.00',None))
loader.save(create_library_book(3,'Book 3,'1.00',None))
loader.save(create_library_book(4,'Book 4','1.00',None))
loader.save(create_library_book(5,'Book 5','1.00',None))

loader.flush_deferred_objects()

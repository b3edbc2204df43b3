# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table library_book...")
# fields: id, title, publisher, price, published
loader.save(create_library_book(1,'Momo',1,'12.50',date(1973,1,1)))
loader.save(create_library_book(2,'Matilda',1,'9.90',date(1988,10,1)))
loader.save(create_library_book(3,'Ulysses',2,None,None))

loader.flush_deferred_objects()

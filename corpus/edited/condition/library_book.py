# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table library_book...")
# fields: id, title, price, bought
loader.save(create_library_book(1,'A first book','12.50',date(2019,2,3)))
loader.save(create_library_book(2,'Ein zweites Buch — größer','0.00',None))
loader.save(create_library_book(3,'O\'Neill "quoted"',None,date(2020,2,29)))

loader.flush_deferred_objects()

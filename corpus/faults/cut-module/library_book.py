# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table library_book...")
# fields: id, title, price, bought
loader.save(create_library_book(1,'A first book','12.
# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table library_book...")
# fields: id, title, copies, publisher
loader.save(create_library_book(1,' Faust ',2,'Reclam'))
loader.save(create_library_book(2,'Robinson',0,'Unknown'))
loader.save(create_library_book(3,'Momo',1,'Insel'))

loader.flush_deferred_objects()

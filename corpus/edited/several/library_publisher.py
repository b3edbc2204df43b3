# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table library_publisher...")
# fields: id, name
loader.save(create_library_publisher(1,'Insel'))
loader.save(create_library_publisher(2,'Reclam'))

loader.flush_deferred_objects()

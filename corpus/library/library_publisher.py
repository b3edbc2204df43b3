# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table library_publisher...")
# fields: id, name
loader.save(create_library_publisher(1,['Puffin', 'Papageitaucher']))
loader.save(create_library_publisher(2,['Vintage', '']))

loader.flush_deferred_objects()

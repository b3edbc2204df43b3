# -*- coding: UTF-8 -*-
logger.info("Loading 6 objects to table places_place...")
# fields: id, name, country, parent
loader.save(create_places_place(1,'Eupen','BE',3))
loader.save(create_places_place(2,'Aachen','DE',None))
loader.save(create_places_place(3,'Liège (province)','BE',None))
loader.save(create_places_place(4,'Tallinn','EE',5))
loader.save(create_places_place(5,'Harju','EE',None))
loader.save(create_places_place(6,'Nowhere','NL',6))

loader.flush_deferred_objects()

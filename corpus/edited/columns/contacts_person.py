# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table contacts_person...")
# fields: id, name
loader.save(create_contacts_person(7,'Robin'))
loader.save(create_contacts_person(8,'Rolf'))

loader.flush_deferred_objects()

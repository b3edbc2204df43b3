# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table care_client...")
# fields: person_ptr, since, coach
loader.save(create_care_client(103,dt(2018,3,25,2,30,0),102))
loader.save(create_care_client(104,dt(2020,12,31,23,59,59),None))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table staff_member...")
# fields: id, name, team
loader.save(create_staff_member(1,'Maria',1))
loader.save(create_staff_member(2,'Otto',1))
loader.save(create_staff_member(3,'Pia',2))

loader.flush_deferred_objects()

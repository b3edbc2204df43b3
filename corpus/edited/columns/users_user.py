# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table users_user...")
# fields: person_ptr, username, tariff, project
loader.save(create_users_user(7,'robin',3,None))
loader.save(create_users_user(8,'rolf',4,None))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table users_user...")
# fields: id, username, password, active, score
loader.save(create_users_user(1,'robin','pbkdf2_sha256$1$a$b==',True,9223372036854775807))
loader.save(create_users_user(2,'rolf','',True,-9223372036854775808))
loader.save(create_users_user(3,'romain','',False,0))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 4 objects to table contacts_partner...")
# fields: id, name
loader.save(create_contacts_partner(4011,'Jansen Jérémy'))
loader.save(create_contacts_partner(4012,'Kaivers Karl'))
loader.save(create_contacts_partner(200708,'Jansen Jeremy'))
loader.save(create_contacts_partner(200711,'Kaivers Karl'))

loader.flush_deferred_objects()

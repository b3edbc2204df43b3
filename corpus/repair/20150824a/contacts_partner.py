# -*- coding: UTF-8 -*-
logger.info("Loading 5 objects to table contacts_partner...")
# fields: id, name, email
loader.save(create_contacts_partner(84047,u'\xc5berg Aino',''))
loader.save(create_contacts_partner(85227,u'Bastiaensen Laurent',''))
loader.save(create_contacts_partner(85228,u'Collard Charlotte','cc@example.com'))
loader.save(create_contacts_partner(85229,u'Dericum Daniel',''))
loader.save(create_contacts_partner(85230,u'Evers Eberhart',''))

loader.flush_deferred_objects()

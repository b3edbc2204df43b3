# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table legacy_contract...")
# fields: id, partner, number
loader.save(create_legacy_contract(u'1',u'100',u'A-1'))
loader.save(create_legacy_contract(u'2',u'101',u'A-2\xe9'))
loader.save(create_legacy_contract(u'30',u'104',u'007'))

loader.flush_deferred_objects()

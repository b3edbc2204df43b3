# -*- coding: UTF-8 -*-
logger.info("Loading 5 objects to table system_setting...")
# fields: id, value
loader.save(create_system_setting(1,{'a': [1, 2.5, None, True, 'é"\'\n'], 'b': {}}))
loader.save(create_system_setting(2,[1, [2, [3]]]))
loader.save(create_system_setting(3,0))
loader.save(create_system_setting(4,'text'))
loader.save(create_system_setting(5,None))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table teams_team...")
# fields: id, name, leader
loader.save(create_teams_team(1,'Red',2))
loader.save(create_teams_team(2,'Blue',3))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 5 objects to table debts_budget...")
# fields: id, partner, date
loader.save(create_debts_budget(1,85227,date(2015,1,7)))
loader.save(create_debts_budget(2,85228,date(2015,2,3)))
loader.save(create_debts_budget(3,85230,date(2015,3,12)))
loader.save(create_debts_budget(4,85230,date(2015,6,30)))
loader.save(create_debts_budget(5,85227,date(2015,8,20)))

loader.flush_deferred_objects()

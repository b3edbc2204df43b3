# -*- coding: UTF-8 -*-
logger.info("Loading 9 objects to table debts_entry...")
# fields: id, budget, seqno, description, amount
loader.save(create_debts_entry(1,1,1,u'Salary','1500.00'))
loader.save(create_debts_entry(2,1,2,u'Rent','-620.00'))
loader.save(create_debts_entry(3,2,1,u'Salary','1380.50'))
loader.save(create_debts_entry(4,2,2,u'Insurance',None))
loader.save(create_debts_entry(5,3,1,u'Pension','910.00'))
loader.save(create_debts_entry(6,3,2,u'Rent','-480.00'))
loader.save(create_debts_entry(7,3,3,u'Electricity','-55.25'))
loader.save(create_debts_entry(8,4,1,u'Pension','910.00'))
loader.save(create_debts_entry(9,4,2,u'Instalment for the broken car','-120.00'))

loader.flush_deferred_objects()

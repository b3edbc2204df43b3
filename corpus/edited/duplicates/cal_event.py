# -*- coding: UTF-8 -*-
logger.info("Loading 2 objects to table cal_event...")
# fields: id, partner, start_date
loader.save(create_cal_event(1,200708,date(2015,6,9)))
loader.save(create_cal_event(2,4012,date(2015,6,10)))

loader.flush_deferred_objects()

# -*- coding: UTF-8 -*-
logger.info("Loading 4 objects to table notes_note...")
# fields: id, owner_type, owner_id, subject, at, day
loader.save(create_notes_note(1,contacts_Partner,100,'called',time(9,30,0),date(2024,1,5)))
loader.save(create_notes_note(2,contacts_Person,102,'wrote',time(23,59,59),date(2024,1,6)))
loader.save(create_notes_note(3,None,None,'nobody',None,None))
loader.save(create_notes_note(4,care_Client,103,'visited',time(0,0,0),date(1999,12,31)))

loader.flush_deferred_objects()

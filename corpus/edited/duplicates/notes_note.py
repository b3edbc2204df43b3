# -*- coding: UTF-8 -*-
logger.info("Loading 4 objects to table notes_note...")
# fields: id, partner, subject
loader.save(create_notes_note(1,4011,'First visit'))
loader.save(create_notes_note(2,200708,'Second visit'))
loader.save(create_notes_note(3,200711,'Letter'))
loader.save(create_notes_note(4,None,'Nobody'))

loader.flush_deferred_objects()

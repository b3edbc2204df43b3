# -*- coding: UTF-8 -*-
logger.info("Loading 20 objects (part 3 of 3) to table log_entry...")
# fields: id, user, text

loader.flush_deferred_objects()

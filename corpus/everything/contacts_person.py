# -*- coding: UTF-8 -*-
logger.info("Loading 3 objects to table contacts_person...")
# fields: partner_ptr, first_name, last_name, birth_date, salary
loader.save(create_contacts_person(102,'Anna','Arens',date(1980,2,29),'1234.50'))
loader.save(create_contacts_person(103,'Bert','Brecht',date(1,1,1),None))
loader.save(create_contacts_person(104,'Carla','Canto',None,'-0.01'))

loader.flush_deferred_objects()

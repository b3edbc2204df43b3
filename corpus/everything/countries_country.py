# -*- coding: UTF-8 -*-
logger.info("Loading 4 objects to table countries_country...")
# fields: isocode, name
loader.save(create_countries_country('BE',['Belgium', 'Belgien', 'Belgique']))
loader.save(create_countries_country('DE',['Germany', 'Deutschland', 'Allemagne']))
loader.save(create_countries_country('EE',['Estonia', 'Estland', 'None']))
loader.save(create_countries_country('NL',['Netherlands', '', 'Pays-Bas']))

loader.flush_deferred_objects()

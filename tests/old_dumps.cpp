#include "tests/old_dumps.h"

namespace undumpy::test {

namespace {

const std::string Coding = "# -*- coding: UTF-8 -*-\n";

// Before S6 models have bare names, and no content types.
std::string bare(const std::string& head, const std::string& child, const std::string& moments,
                 const std::string& objects, const std::string& tail) {
  return Coding + head +
         "City = resolve_model('places.City')\n"
         "Country = resolve_model('places.Country')\n"
         "Place = resolve_model('places.Place')\n"
         "\n"
         "def create_places_city(place_ptr_id,inhabitants):\n" +
         child +
         "def create_places_country(isocode,name):\n"
         "    return Country(isocode=isocode,name=name)\n"
         "def create_places_place(id,name,country_id,founded,opens,rent):\n"
         "    return Place(id=id,name=name,country_id=country_id,founded=founded,opens=opens,"
         "rent=rent)\n"
         "\n"
         "def places_country_objects():\n"
         "    yield create_places_country(u'EE',u'Eesti')\n"
         "\n"
         "def places_place_objects():\n"
         "    yield create_places_place(1,u'M\\xe4rjamaa',u'EE'," +
         moments +
         ",u'12.50')\n"
         "    yield create_places_place(2,u'Tallinn',u'EE',None,None,None)\n"
         "\n"
         "def places_city_objects():\n"
         "    yield create_places_city(2,400000)\n"
         "\n"
         "def objects():\n" +
         objects + tail;
}

// From S6 on.
std::string full(const std::string& head, const std::string& helpers, const std::string& functions,
                 const std::string& tail) {
  return Coding + head + helpers +
         "places_City = resolve_model(\"places.City\")\n"
         "places_Country = resolve_model(\"places.Country\")\n"
         "places_Note = resolve_model(\"places.Note\")\n"
         "places_Place = resolve_model(\"places.Place\")\n"
         "\n" +
         functions +
         "\n"
         "\n"
         "\n"
         "def places_country_objects():\n"
         "    yield create_places_country(u'EE',u'Eesti')\n"
         "\n"
         "def places_place_objects():\n"
         "    yield create_places_place(1,u'M\\xe4rjamaa',u'EE',dt(1234,5,6,0,0,0),time(8,30,0),"
         "u'12.50')\n"
         "    yield create_places_place(2,u'Tallinn',u'EE',None,None,None)\n"
         "\n"
         "def places_city_objects():\n"
         "    yield create_places_city(2,400000)\n"
         "\n"
         "def places_note_objects():\n"
         "    yield create_places_note(1,places_Place,1,u'')\n"
         "\n"
         "\n"
         "def objects():\n"
         "    yield places_country_objects()\n"
         "    yield places_place_objects()\n"
         "    yield places_city_objects()\n"
         "    yield places_note_objects()\n" +
         tail;
}

const std::string Loops =
    "    for o in places_country_objects(): yield o\n"
    "    for o in places_place_objects(): yield o\n"
    "    for o in places_city_objects(): yield o\n";
const std::string Yields =
    "    yield places_country_objects()\n"
    "    yield places_place_objects()\n"
    "    yield places_city_objects()\n";

const std::string Plain = "    return City(place_ptr_id=place_ptr_id,inhabitants=inhabitants)\n";
const std::string Insert =
    "    return insert_child(Place.objects.get(pk=place_ptr_id),City,inhabitants=inhabitants)\n";

const std::string Moments =
    "from datetime import datetime as dt\n"
    "from datetime import time,date\n";
const std::string Site =
    "from django.contrib.contenttypes.models import ContentType\n"
    "from django.conf import settings\n\n";
const std::string ContentTypeId =
    "def new_content_type_id(m):\n"
    "    if m is None: return m\n"
    "    # if not fmn: return None\n"
    "    # m = resolve_model(fmn)\n"
    "    ct = ContentType.objects.get_for_model(m)\n"
    "    if ct is None: return None\n"
    "    return ct.pk\n"
    "    \n";
const std::string Docstring =
    "\"\"\"\n"
    "This is a `Python dump <http://lino-framework.org/topics/dumpy.html>`_.\n"
    "\"\"\"\n";
const std::string North =
    "\"\"\"\n"
    "This is a `Python dump <http://north.lino-framework.org>`_\n"
    "created using Python 2.7.3, Django 1.4.5.\n"
    "\n"
    "\"\"\"\n";

std::string keyword_functions(const std::string& child, const std::string& content_type) {
  return "def create_places_city(place_ptr_id, inhabitants):\n" + child +
         "def create_places_country(isocode, name):\n"
         "    return places_Country(isocode=isocode,name=name)\n"
         "def create_places_note(id, owner_type_id, owner_id, text):\n" +
         content_type +
         "    return places_Note(id=id,owner_type_id=owner_type_id,owner_id=owner_id,text=text)\n"
         "def create_places_place(id, name, country_id, founded, opens, rent):\n"
         "    if rent is not None: rent = Decimal(rent)\n"
         "    return places_Place(id=id,name=name,country_id=country_id,founded=founded,"
         "opens=opens,rent=rent)\n";
}

std::string dict_functions(const std::string& child) {
  return "def create_places_city(place_ptr_id, inhabitants):\n"
         "    return " +
         child +
         "(places_Place,place_ptr_id,places_City,inhabitants=inhabitants)\n"
         "\n"
         "def create_places_country(isocode, name):\n"
         "    kw = dict()\n"
         "    kw.update(isocode=isocode)\n"
         "    kw.update(name=name)\n"
         "    return places_Country(**kw)\n"
         "\n"
         "def create_places_note(id, owner_type_id, owner_id, text):\n"
         "    kw = dict()\n"
         "    kw.update(id=id)\n"
         "    owner_type_id = new_content_type_id(owner_type_id)\n"
         "    kw.update(owner_type_id=owner_type_id)\n"
         "    kw.update(owner_id=owner_id)\n"
         "    kw.update(text=text)\n"
         "    return places_Note(**kw)\n"
         "\n"
         "def create_places_place(id, name, country_id, founded, opens, rent):\n"
         "    kw = dict()\n"
         "    kw.update(id=id)\n"
         "    kw.update(name=name)\n"
         "    kw.update(country_id=country_id)\n"
         "    kw.update(founded=founded)\n"
         "    kw.update(opens=opens)\n"
         "    if rent is not None: rent = Decimal(rent)\n"
         "    kw.update(rent=rent)\n"
         "    return places_Place(**kw)\n";
}

const std::string CreateChild =
    "    return create_child(places_Place,place_ptr_id,places_City,inhabitants=inhabitants)\n";
const std::string InsertChild =
    "    return insert_child(places_Place.objects.get(pk=place_ptr_id),places_City,"
    "inhabitants=inhabitants)\n";

}  // namespace

std::vector<OldDump> old_dumps() {
  const std::string days = "i2d(12340506),u'08:30:00'";
  const std::string moments = "dt(1234,5,6,0,0,0),time(8,30,0)";
  return {
      {"S0", "a.dpy",
       bare("from lino.utils.dpy import i2d\nfrom lino.tools import resolve_model\n", Plain, days,
            Loops, "")},
      {"S1", "a.dpy",
       bare("# Created using Lino version 1.1.3\nfrom lino.utils import i2d\n"
            "from lino.tools import resolve_model\n",
            Plain, days, Loops, "")},
      {"S3", "a.dpy",
       bare("# Created using Lino version 1.1.10\nfrom lino.utils import i2d\n"
            "from lino.utils.mti import insert_child\nfrom lino.tools import resolve_model\n",
            Insert, days, Loops, "")},
      {"S4", "a.py",
       bare("SOURCE_VERSION = '1.1.17'\nfrom lino.utils import i2d\n"
            "from lino.utils.mti import insert_child\nfrom lino.tools import resolve_model\n",
            Insert, days, Loops,
            "\n# def create_places_city(...):\n#    write your migration here\n")},
      {"S5", "a.py",
       bare("SOURCE_VERSION = '1.1.18'\n" + Moments +
                "from lino.utils.mti import insert_child\nfrom lino.tools import resolve_model\n"
                "from django.conf import settings\n",
            Insert, moments, Yields, "\nsettings.LINO.loading_from_dump = True\n")},
      {"S6", "a.py",
       full("SOURCE_VERSION = '1.2.4'\nfrom decimal import Decimal\n" + Moments +
                "from lino.utils.mti import insert_child\nfrom lino.tools import resolve_model\n" +
                Site,
            "",
            keyword_functions(
                InsertChild,
                "    owner_type_id = ContentType.objects.get_for_model(owner_type_id).pk\n"),
            "\nsettings.LINO.loading_from_dump = True\n")},
      {"S7", "a.py",
       full("SOURCE_VERSION = '1.4.4'\nfrom decimal import Decimal\n" + Moments +
                "from lino.utils.mti import create_child\nfrom lino.dd import resolve_model\n" +
                Site,
            ContentTypeId,
            keyword_functions(CreateChild,
                              "    owner_type_id = new_content_type_id(owner_type_id)\n"),
            "\nsettings.LINO.loading_from_dump = True\n"
            "\nsettings.LINO.install_migrations(globals())\n")},
      {"S8", "a.py",
       full(Docstring + "SOURCE_VERSION = '0.3'\nfrom decimal import Decimal\n" + Moments +
                "from lino.utils.mti import create_child\nfrom lino.dd import resolve_model\n" +
                Site,
            ContentTypeId,
            keyword_functions(CreateChild,
                              "    owner_type_id = new_content_type_id(owner_type_id)\n"),
            "\nsettings.LINO.install_migrations(globals())\n")},
      {"S9", "a.py",
       full(Docstring +
                "from __future__ import unicode_literals\nSOURCE_VERSION = '0.3'\n"
                "from decimal import Decimal\n" +
                Moments +
                "from lino.utils import babel\nfrom lino.utils.mti import create_child\n"
                "from lino.dd import resolve_model\n" +
                Site,
            ContentTypeId +
                "\ndef bv2kw(fieldname,values):\n"
                "    \"\"\"\n"
                "    Needed if `lino.Lino.languages` changed between dumpdata and loaddata\n"
                "    \"\"\"\n"
                "    return babel.babel_values(fieldname,en=values[0])\n    \n",
            dict_functions("create_child"), "\nsettings.LINO.install_migrations(globals())\n")},
      {"S10", "a.py",
       full(North +
                "from __future__ import unicode_literals\nSOURCE_VERSION = '0.3'\n"
                "from decimal import Decimal\n" +
                Moments +
                "from north.dpy import create_mti_child\nfrom north.utils import resolve_model\n" +
                Site,
            ContentTypeId + "\ndef bv2kw(fieldname,values):\n"
                            "    \"\"\"\n"
                            "    Needed if `Site.languages` changed between dumpdata and loaddata\n"
                            "    \"\"\"\n"
                            "    return settings.SITE.babel_values(fieldname,en=values[0])\n    \n",
            dict_functions("create_mti_child"), "\nsettings.SITE.install_migrations(globals())\n")},
  };
}

}  // namespace undumpy::test

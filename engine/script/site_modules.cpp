// The modules of Django and Lino that restore.py and repair scripts import, as far as they need
// them, written in the language of the scripts themselves. FORMAT.md 2 says what each helper means.
//
// Names that begin with _site are the host's functions (site.cpp).

#include <array>

#include "engine/script/site.h"

namespace undumpy {

namespace {

struct SiteModule {
  std::string_view name;
  std::string_view text;
};

constexpr std::string_view Timezone = R"(
import datetime

utc = datetime.timezone.utc

def get_default_timezone():
    return utc

get_current_timezone = get_default_timezone

def is_aware(value):
    return value.utcoffset() is not None

def is_naive(value):
    return value.utcoffset() is None

def make_aware(value, timezone=None, is_dst=None):
    if is_aware(value):
        raise ValueError("make_aware expects a naive datetime, got %s" % value)
    return value.replace(tzinfo=timezone or utc)

def make_naive(value, timezone=None):
    return value.astimezone(timezone or utc).replace(tzinfo=None)

def now():
    return datetime.datetime.now()
)";

constexpr std::string_view Settings = R"(
import datetime

class _ChoiceList:
    """A list of choices: the database stores the value, so the value is the choice."""

    def __init__(self, name):
        self._name = name

    def get_by_value(self, value, default=None):
        return value

    def __getattr__(self, name):
        raise AttributeError(
            "there is no table of %s, and undumpy knows no choices of the application: only "
            "get_by_value() works" % self._name)

    def __call__(self, *args, **kw):
        raise TypeError("there is no table of %s in the target" % self._name)

class _App:
    def __init__(self, label):
        self._label = label

    def __getattr__(self, name):
        full = self._label + '.' + name
        if _site_knows_model(full):
            return _site_resolve_model(full)
        return _ChoiceList(full)

class _Apps:
    def __getattr__(self, label):
        return _App(label)

    def resolve(self, name):
        return _site_resolve_model(name)

class _Site:
    models = modules = _Apps()
    loading_from_dump = True

    def babelkw(self, name, **kw):
        # The first language is the one without a suffix.
        values = {}
        first = True
        for language, value in kw.items():
            if value is not None and (first or _site_has_language(language)):
                values[name if first else name + '_' + language] = value
            first = False
        return values

    babel_values = babelkw

    def is_installed(self, app):
        return _site_has_app(app)

    def today(self):
        return datetime.date.today()

    def startup(self):
        pass

    def install_migrations(self, *args, **kw):
        pass

class _Settings:
    USE_TZ = False
    SITE = LINO = _Site()

settings = _Settings()
)";

// Of the single-file dumps.
constexpr std::string_view DayNumber = R"(
import datetime

def i2d(number):
    return datetime.date(number // 10000, number // 100 % 100, number % 100)
)";

constexpr std::string_view Mti = R"(
create_child = _site_create_mti_child

def insert_child(parent, model, **kw):
    return _site_create_mti_child(type(parent), parent.pk, model, **kw)
)";

constexpr std::string_view Dpy = R"(
import logging
from django.conf import settings

logger = logging.getLogger('lino.utils.dpy')
create_mti_child = create_child = _site_create_mti_child
from lino.utils import i2d

class FlushDeferredObjects:
    pass

class LoaderBase:
    quick = False
    max_deferred_objects = 1000

    def __init__(self, quick=None, source_version=None):
        if quick is not None:
            self.quick = quick
        self.saved = 0
        self.deferred = []
        self.count_objects = 0
        self.AFTER_LOAD_HANDLERS = []
        self.before_load_handlers = []

    def flush_deferred_objects(self):
        """Tries what was deferred until a round saves nothing more."""
        before = None
        while self.deferred and before != self.saved:
            before = self.saved
            waiting, self.deferred = self.deferred, []
            for obj, error in waiting:
                self.try_save(obj)

    def save(self, obj):
        if obj is None:
            return True
        if obj is FlushDeferredObjects:
            self.flush_deferred_objects()
            return True
        if hasattr(obj, 'full_clean'):
            return self.try_save(obj)
        if hasattr(obj, '__iter__'):
            for item in obj:
                self.save(item)
            return True
        logger.warning("Ignored unknown object %r", obj)
        return True

    def try_save(self, obj):
        try:
            if not self.quick:
                obj.full_clean()
            obj.save()
        except Exception as error:
            if not self.deferred:
                logger.info("Deferred %s: %s", obj, error)
            self.deferred.append((obj, error))
            return False
        self.saved += 1
        self.count_objects += 1
        return True

    def initialize(self):
        for handler in self.before_load_handlers:
            handler(self)

    def finalize(self):
        self.flush_deferred_objects()
        for handler in self.AFTER_LOAD_HANDLERS:
            handler(self)
        if self.deferred:
            raise Exception("%d rows could not be saved; the first: %s: %s" % (
                len(self.deferred), self.deferred[0][0], self.deferred[0][1]))

    def before_load(self, handler):
        self.before_load_handlers.append(handler)

    def after_load(self, handler):
        self.AFTER_LOAD_HANDLERS.append(handler)

class DpyLoader(LoaderBase):
    def __init__(self, globals_dict=None, quick=None):
        LoaderBase.__init__(self, quick)
        self.globals_dict = globals_dict

class Migrator:
    def __init__(self, site=None, loader=None):
        self.site = site
        self.loader = loader

    def before_load(self, handler):
        self.loader.before_load(handler)

    def after_load(self, handler):
        self.loader.after_load(handler)

def override(globals_dict):
    def install(function):
        if function.__name__ not in globals_dict:
            raise Exception("Cannot override %s: there is no such function" % function.__name__)
        globals_dict[function.__name__] = function
        return function
    return install

)";

constexpr std::string_view Resolve = R"(
resolve_model = _site_resolve_model

def get_models():
    raise RuntimeError("undumpy knows no list of the application's models: name the one you want")

def obj2str(obj, *args):
    return str(obj)

def full_model_name(model, sep='.'):
    return model._meta.app_label + sep + model._meta.object_name
)";

constexpr std::string_view Api = R"(
import logging
from django.conf import settings
from django.db import models
from lino.core.utils import resolve_model as _resolve_model

class _Rt:
    models = modules = settings.SITE.models
    settings = settings

    def resolve(self, name):
        return _resolve_model(name)

    def show(self, *args, **kw):
        raise NotImplementedError("undumpy has no tables of Lino to show: print what you need")

class _Dd:
    logger = logging.getLogger('lino')

    def resolve_model(self, name, **kw):
        return _resolve_model(name)

    def is_installed(self, app):
        return settings.SITE.is_installed(app)

    def babelkw(self, name, **kw):
        return settings.SITE.babelkw(name, **kw)

    def today(self):
        return settings.SITE.today()

rt = _Rt()
dd = _Dd()

def _(text):
    return text
)";

constexpr std::string_view Management = R"(
import logging

logger = logging.getLogger('django.core.management')

def call_command(name, *args, **kw):
    if name == 'initdb':
        logger.info("initdb: undumpy empties no database; the target stays as it is")
    elif name == 'resetsequences':
        logger.info("resetsequences: undumpy does this itself")
    else:
        raise RuntimeError("undumpy has no management command %r" % name)
)";

constexpr std::array<SiteModule, 25> Modules = {{
    {"django", ""},
    {"django.conf", Settings},
    {"django.contrib", ""},
    {"django.contrib.contenttypes", ""},
    {"django.core", ""},
    {"django.core.management", Management},
    {"django.utils", ""},
    {"django.utils.timezone", Timezone},
    {"django.utils.translation",
     "\ndef gettext(text):\n    return text\n\n"
     "ugettext = gettext_lazy = ugettext_lazy = gettext\n"},
    {"lino", "\nimport logging\nlogger = logging.getLogger('lino')\n"},
    {"lino.api", Api},
    {"lino.api.dd",
     "\nfrom lino.api import dd as _dd\nlogger = _dd.logger\n"
     "resolve_model = _dd.resolve_model\nis_installed = _dd.is_installed\n"},
    {"lino.api.rt", "\nfrom lino.api import rt as _rt\nmodels = modules = _rt.models\n"},
    {"lino.core", ""},
    {"lino.core.dbutils", Resolve},
    {"lino.core.utils", Resolve},
    {"lino.dd", Resolve},
    {"lino.tools", Resolve},
    {"lino.utils", DayNumber},
    {"lino.utils.dpy", Dpy},
    {"lino.utils.babel",
     "\nfrom django.conf import settings\nbabel_values = settings.SITE.babelkw\n"},
    {"lino.utils.mti", Mti},
    {"north.dbutils", Resolve},
    {"north.dpy", Dpy},
    {"north.utils", Resolve},
}};

}  // namespace

std::string_view site_module(std::string_view name) {
  for (const SiteModule& module : Modules)
    if (module.name == name) return module.text.empty() ? std::string_view("\n") : module.text;
  return {};
}

}  // namespace undumpy

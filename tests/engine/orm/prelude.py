from datetime import date, datetime, time
from decimal import Decimal
from django.core.exceptions import FieldError, ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import Avg, Count, F, Max, Min, Q, Sum, Value
from django.db.models.functions import Coalesce, Length, Lower, Upper


def show(line, value):
    print(line, repr(value))


def show_error(line, error):
    print(line, type(error).__name__ + ':', error)


def keys(queryset):
    return [each.pk for each in queryset.order_by('pk')]


def cleaned(obj, **kw):
    obj.full_clean(**kw)
    return 'clean'


def try_atomic(work):
    try:
        with transaction.atomic():
            return work()
    except Exception as e:
        return str(e)


def caught(work):
    try:
        work()
    except ValidationError as e:
        return e


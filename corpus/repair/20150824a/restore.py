#!/usr/bin/env python
# -*- coding: UTF-8 -*-
"""
This is a Python dump created using Shop 1.6.18, Lino 1.6.18, Django 1.6.11.

"""
from __future__ import unicode_literals

import logging
logger = logging.getLogger('lino.management.commands.dump2py')
import os

SOURCE_VERSION = '1.6.18'

from decimal import Decimal
from datetime import datetime as dt
from datetime import time,date
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from lino.utils.dpy import create_mti_child
from lino.utils.dpy import DpyLoader
from lino.core.utils import resolve_model
        
def new_content_type_id(m):
    if m is None: return m
    ct = ContentType.objects.get_for_model(m)
    if ct is None: return None
    return ct.pk
    

def bv2kw(fieldname, values):
    """
    Needed if `Site.languages` changed between dumpdata and loaddata
    """
    return settings.SITE.babelkw(fieldname, en=values[0])
    
contacts_Partner = resolve_model("contacts.Partner")
debts_Budget = resolve_model("debts.Budget")
debts_Entry = resolve_model("debts.Entry")


def create_contacts_partner(id, name, email):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    kw.update(email=email)
    return contacts_Partner(**kw)

def create_debts_budget(id, partner_id, date):
    kw = dict()
    kw.update(id=id)
    kw.update(partner_id=partner_id)
    kw.update(date=date)
    return debts_Budget(**kw)

def create_debts_entry(id, budget_id, seqno, description, amount):
    kw = dict()
    kw.update(id=id)
    kw.update(budget_id=budget_id)
    kw.update(seqno=seqno)
    kw.update(description=description)
    if amount is not None: amount = Decimal(amount)
    kw.update(amount=amount)
    return debts_Entry(**kw)




def main():
    loader = DpyLoader(globals())
    from django.core.management import call_command
    # call_command('initdb', interactive=False)
    call_command('initdb')
    os.chdir(os.path.dirname(__file__))
    loader.initialize()

    execfile("contacts_partner.py")
    execfile("debts_budget.py")
    execfile("debts_entry.py")
    loader.finalize()

if __name__ == '__main__':
    main()

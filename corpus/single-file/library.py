# -*- coding: UTF-8 -*-
"""
This is a `Python dump <http://lino-framework.org/topics/dumpy.html>`_.
"""
from __future__ import unicode_literals
SOURCE_VERSION = '0.3'
from decimal import Decimal
from datetime import datetime as dt
from datetime import time,date
from lino.utils import babel
from lino.utils.mti import create_child
from lino.dd import resolve_model
from django.contrib.contenttypes.models import ContentType
from django.conf import settings

            
def new_content_type_id(m):
    if m is None: return m
    # if not fmn: return None
    # m = resolve_model(fmn)
    ct = ContentType.objects.get_for_model(m)
    if ct is None: return None
    return ct.pk
    

def bv2kw(fieldname,values):
    """
    Needed if `lino.Lino.languages` changed between dumpdata and loaddata
    """
    return babel.babel_values(fieldname,en=values[0],de=values[1])
    
library_Author = resolve_model("library.Author")
library_Book = resolve_model("library.Book")
library_Loan = resolve_model("library.Loan")
library_Mark = resolve_model("library.Mark")
library_Publisher = resolve_model("library.Publisher")
library_Reader = resolve_model("library.Reader")

def create_library_author(id, name, first_book_id):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    kw.update(first_book_id=first_book_id)
    return library_Author(**kw)

def create_library_book(id, title, author_id, publisher_id, price):
    kw = dict()
    kw.update(id=id)
    if title is not None: kw.update(bv2kw('title',title))
    kw.update(author_id=author_id)
    kw.update(publisher_id=publisher_id)
    if price is not None: price = Decimal(price)
    kw.update(price=price)
    return library_Book(**kw)

def create_library_loan(id, book_id, reader_id, since, at):
    kw = dict()
    kw.update(id=id)
    kw.update(book_id=book_id)
    kw.update(reader_id=reader_id)
    kw.update(since=since)
    kw.update(at=at)
    return library_Loan(**kw)

def create_library_mark(id, owner_type_id, owner_id, text, made):
    kw = dict()
    kw.update(id=id)
    owner_type_id = new_content_type_id(owner_type_id)
    kw.update(owner_type_id=owner_type_id)
    kw.update(owner_id=owner_id)
    kw.update(text=text)
    kw.update(made=made)
    return library_Mark(**kw)

def create_library_publisher(id, name):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    return library_Publisher(**kw)

def create_library_reader(author_ptr_id, card):
    return create_child(library_Author,author_ptr_id,library_Reader,card=card)



def library_book_objects():
    yield create_library_book(1,[u'Momo', u'Momo'],2,1,u'9.80')
    yield create_library_book(2,[u'The Trial', u'Der Proze\xdf'],1,1,None)

def library_author_objects():
    yield create_library_author(1,u'Franz Kafka',2)
    yield create_library_author(2,u'Michael Ende',1)
    yield create_library_author(3,u"Olga O'Neill",None)

def library_loan_objects():
    yield create_library_loan(1,1,3,date(2012,11,5),time(8,30,0))

def library_mark_objects():
    yield create_library_mark(1,library_Book,2,u'read\ntwice',dt(2012,11,6,23,59,1))
    yield create_library_mark(2,None,None,u'',dt(2012,11,7,0,0,0))

def library_publisher_objects():
    yield create_library_publisher(1,u'Thienemann')

def library_reader_objects():
    yield create_library_reader(3,u'R-0003')


def objects():
    yield library_publisher_objects()
    # library.Author and library.Book depend on each other    yield library_author_objects()
    yield library_book_objects()
    yield library_reader_objects()
    yield library_loan_objects()
    yield library_mark_objects()

settings.LINO.install_migrations(globals())

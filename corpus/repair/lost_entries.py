# -*- coding: UTF-8 -*-
"""Puts lost entries of budgets back from a snapshot.

    undumpy run lost_entries.py --database site.db 20150824a
"""
import sys
from os.path import join

from django.core.exceptions import ValidationError
from django.db.models import Count

snapshot = sys.argv[1]
__name__ = ""  # restore.py shall not run its main()
execfile(join(snapshot, "restore.py"))


class LostEntries(object):
    def __init__(self):
        empty = debts_Budget.objects.annotate(entries=Count("entry")).filter(entries=0)
        self.budgets = set(empty.values_list("id", flat=True))
        self.saved = self.refused = 0

    def save(self, entry):
        if entry.budget_id not in self.budgets:
            return
        try:
            entry.full_clean()
        except ValidationError as e:
            self.refused += 1
            print("entry {0} of {1}: {2}".format(entry.pk, entry.budget.partner.name, e))
            return
        entry.save()
        self.saved += 1

    def flush_deferred_objects(self):
        print("{0.saved} entries saved, {0.refused} refused".format(self))


loader = LostEntries()
execfile(join(snapshot, "debts_entry.py"))

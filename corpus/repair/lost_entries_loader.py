# -*- coding: UTF-8 -*-
"""A loader for `undumpy restore --loader`: only what is missing, and nobody's entries twice."""


class OnlyMissing(object):
    def __init__(self):
        self.kept = 0

    def save(self, obj):
        if obj.__class__.objects.filter(pk=obj.pk).exists():
            self.kept += 1
        else:
            obj.save()

    def report(self):
        print("%d rows were there already" % self.kept)

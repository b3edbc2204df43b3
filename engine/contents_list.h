// ContentsList: the modules of a snapshot as a text that people edit, to choose what is restored
// and in which order (`list --format toc`, `restore --use-list`).
//
//     ; 20150601.zip, 3 modules
//     countries_country.py  countries.Country  4 rows
//     ;contacts_partner.py  contacts.Partner  6 rows
//     notes_note.py  notes.Note  3 rows
//
// The first word of a line is a module; what follows it, lines that begin with `;` and blank lines
// mean nothing.
#pragma once

#include <string>
#include <vector>

#include "engine/constructor.h"
#include "parser/snapshot.h"

namespace undumpy {

std::string contents_list(const Snapshot& snapshot, const Constructors& constructors);

// The modules that a list names, in its order. `file` is for messages. Error "usage": a line names
// no module of the snapshot, or one a second time; or there is no such line.
Result<std::vector<std::string>> modules_of_list(const std::string& text, const std::string& file,
                                                 const Snapshot& snapshot);

}  // namespace undumpy

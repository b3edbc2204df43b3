// execfile() of a data module: its rows and other statements, one after the other, in the
// namespaces of a program.
//
// Rows are read by ModuleReader, as everywhere; each calls the program's own create_ function and
// `loader.save()`. Whatever else stands in the module is run by the interpreter. What is raised
// gets the module's line into its traceback.
#pragma once

#include <memory>
#include <string>

#include "engine/python/runtime.h"
#include "parser/module_reader.h"
#include "parser/source.h"

namespace undumpy {

// Throws python::Raised: what the program raises, SyntaxError for what can not be parsed, OSError
// for what can not be read.
void execute_module(python::Runtime& rt, const std::string& file, std::unique_ptr<Stream> stream,
                    python::Dict& globals, python::Dict& locals);

// The value of an argument: a model is looked up in the namespace.
python::Value argument_value(python::Runtime& rt, const Cell& cell, const python::Dict& globals);

// The line of a module in a traceback.
python::TracebackEntry line_entry(const std::string& file, std::uint32_t line,
                                  std::string_view source);

}  // namespace undumpy

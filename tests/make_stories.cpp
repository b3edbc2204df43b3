// make_stories FOLDER: writes the snapshots of README.md's chapter "Rescue".

#include <cstdio>
#include <string>

#include "tests/stories.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_stories FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = argv[1];
  undumpy::test::LostPartners::write(folder + "/lost");
  undumpy::test::RefusedConfirmations::write(folder + "/refused");
  undumpy::test::NobodysEvents::write(folder + "/nobody");
}

#include "core/detect/network_library.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "core/base/platform/platform.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLibraryFile = "libbowman_models.so";
constexpr const char* kDefaultModel = "glomeruli-linknet";

fs::path libraryFile() {
    const fs::path folder = platform::executableFolder();
    for (const fs::path& candidate : {folder / kLibraryFile, folder / ".." / "lib" / kLibraryFile,
                                      folder / ".." / "lib" / "bowman" / kLibraryFile})
        if (fs::exists(candidate)) return candidate;
    return kLibraryFile;
}

}  // namespace

Result<NetworkLibrary*> loadNetworkLibrary() {
    static std::mutex mutex;  // guards `library`
    static NetworkLibrary* library = nullptr;
    const std::lock_guard lock(mutex);
    if (library) return library;
    // OpenMP's threads, which spin by default while they wait, would take the cores from readers and loaders: a training
    // on two cores spent 60 % of its time so.
    platform::setDefaultEnvironment("OMP_WAIT_POLICY", "passive");
    platform::keepFreedMemory();
    const fs::path file = libraryFile();
    const auto abi = platform::loadFunction(file, "bowmanNetworkAbi");
    if (!abi) return abi.error();
    if (reinterpret_cast<std::size_t (*)()>(*abi)() != kNetworkAbi)
        return Error{"cannot load the networks", file.string(), "it belongs to another build of Bowman: build or install both together"};
    auto address = platform::loadFunction(file, "bowmanNetworkLibrary");
    if (!address) return address.error();
    library = reinterpret_cast<NetworkLibrary* (*)()>(*address)();
    return library;
}

fs::path zooFolder() {
    if (const char* zoo = std::getenv("BOWMAN_ZOO"); zoo && *zoo) return zoo;
    const fs::path folder = platform::executableFolder();
    for (const fs::path& candidate : {folder / "zoo", folder / ".." / "share" / "bowman" / "zoo"})
        if (fs::exists(candidate)) return candidate;
    return BOWMAN_SOURCE_ZOO;
}

Result<fs::path> findModel(const std::string& nameOrFile) {
    const std::string wanted = nameOrFile.empty() ? kDefaultModel : nameOrFile;
    std::error_code status;
    if (fs::is_regular_file(wanted, status)) return fs::path(wanted);
    const fs::path zoo = zooFolder();
    if (const fs::path file = zoo / (wanted + ".safetensors"); fs::is_regular_file(file, status)) return file;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(zoo, status))
        if (entry.path().extension() == ".safetensors") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return Error{"no such model", wanted, "neither a file nor one of the shipped models: " + (list.empty() ? "none found in " + zoo.string() : list)};
}

}  // namespace bowman

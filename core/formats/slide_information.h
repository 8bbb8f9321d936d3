// What a table says of slides (alias, case, patient, stain, block), matched to the slides of a project: ours, and HuBMAP's
// "dataset_information" (image_file, patient_number, …). Nothing is changed here; the plan says what would be. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/document/slide_record.h"
#include "core/base/csv_table.h"

namespace bowman {

/// A row that belongs to a slide. `after` equals `before` where the table says nothing new.
struct SlideInformationMatch {
    int line = 0;
    SlideRecord before;
    SlideRecord after;
    bool changes() const;
};

/// A row with something to be told to people.
struct SlideInformationRemark {
    int line = 0;
    std::string text;
};

struct SlideInformationPlan {
    std::vector<SlideInformationMatch> matches;      ///< in the order of the table
    std::vector<SlideInformationRemark> withoutSlide; ///< what the row calls the slide
    std::vector<SlideInformationRemark> problems;    ///< a row that was left out, or a cell of it, and why
    std::vector<std::string> columns;                ///< of the header, those that are used
    std::vector<std::string> ignoredColumns;

    int changeCount() const;
};

/// Rows name their slide by file (with or without folders and ending, in any case of letters), or by alias where there is no column
/// of files. Empty cells change nothing. An alias that would be there twice is not taken. The error (`file` is only named in it) says
/// which columns are missing.
Result<SlideInformationPlan> planSlideInformation(const CsvTable& table, const std::vector<SlideRecord>& slides, const std::string& file);

/// Blocks.
Result<SlideInformationPlan> readSlideInformation(const std::filesystem::path& path, const std::vector<SlideRecord>& slides);

}  // namespace bowman

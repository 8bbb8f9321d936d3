#include "core/measure/measure_columns.h"

#include "core/document/reading.h"

#include <charconv>
#include <cmath>

namespace bowman {
namespace {

using enum MeasureColumn;

std::string cellOf(double value) {
    if (!std::isfinite(value)) return {};
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string cellOf(const std::string& text, char separator) {
    const bool isFormula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (!isFormula && text.find_first_of(std::string("\",;\t\r\n") + separator) == std::string::npos) return text;
    std::string out = isFormula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += separator == '\t' && (c == '\t' || c == '\n' || c == '\r') ? ' ' : c;
    }
    return out + '"';
}

std::string_view toText(TouchedEdge edge) { return edge == TouchedEdge::Slide ? "slide" : edge == TouchedEdge::Tissue ? "tissue" : "no"; }

}  // namespace

bool isNumeric(MeasureColumn column) {
    switch (column) {
        case State: case Class: case Touches: case ReviewedBy: case Model: case Note: case Count: return false;
        default: return true;
    }
}

std::optional<double> numberOf(const MeasuredObject& o, MeasureColumn column) {
    const Morphometry& form = o.measures.form;
    const bool byModel = !o.object->prediction.empty();
    switch (column) {
        case Number: return static_cast<double>(objectNumber(o.object->id));
        case Area: return form.areaUm2;
        case Diameter: return form.equivalentDiameterUm;
        case Feret: return form.feretUm;
        case SmallestFeret: return form.smallestFeretUm;
        case Perimeter: return form.perimeterUm;
        case Circularity: return form.circularity;
        case Solidity: return form.solidity;
        case Probability: return byModel ? std::optional(o.object->score) : std::nullopt;
        case Uncertainty: return byModel ? std::optional(o.object->uncertainty) : std::nullopt;
        case EdgeDistance: return o.measures.toTissueEdge;
        default: return std::nullopt;
    }
}

std::string textOf(const MeasuredObject& o, MeasureColumn column) {
    switch (column) {
        case State: return std::string(o.object->kind == AnnotationKind::Glomerulus ? bowman::toText(o.object->state) : bowman::toText(o.object->kind));
        case Class: return o.object->className;
        case Touches: return std::string(toText(o.measures.touches));
        case ReviewedBy: return o.object->provenance.reviewedBy;
        case Model: return o.object->provenance.model;
        case Note: return o.object->note;
        default: return {};
    }
}

std::string nameOf(MeasureColumn column, bool isScaleKnown) {
    const auto inUnit = [&](const char* name) { return std::string(name) + (isScaleKnown ? "_um" : "_px"); };
    switch (column) {
        case Number: return "number";
        case State: return "state";
        case Class: return "class";
        case Area: return inUnit("area") + "2";
        case Diameter: return inUnit("equivalent_diameter");
        case Feret: return inUnit("feret_max");
        case SmallestFeret: return inUnit("feret_min");
        case Perimeter: return inUnit("perimeter");
        case Circularity: return "circularity";
        case Solidity: return "solidity";
        case Probability: return "mean_probability";
        case Uncertainty: return "uncertainty";
        case EdgeDistance: return inUnit("distance_to_tissue_edge");
        case Touches: return "touches_edge_of";
        case ReviewedBy: return "reviewed_by";
        case Model: return "model";
        case Note: return "note";
        case Count: break;
    }
    return {};
}

std::string measureTable(const std::vector<MeasuredObject>& objects, bool isScaleKnown, char separator) {
    std::string table;
    for (int c = 0; c < kMeasureColumns; ++c) {
        if (c > 0) table += separator;
        table += nameOf(static_cast<MeasureColumn>(c), isScaleKnown);
    }
    table += '\n';
    for (const MeasuredObject& o : objects) {
        for (int c = 0; c < kMeasureColumns; ++c) {
            const auto column = static_cast<MeasureColumn>(c);
            if (c > 0) table += separator;
            if (const auto number = numberOf(o, column)) table += cellOf(*number);
            else table += cellOf(textOf(o, column), separator);
        }
        table += '\n';
    }
    return table;
}

}  // namespace bowman

using System.Collections.ObjectModel;

namespace LstmForecast;

/// <summary>Which static categories a model knows, as a member of <see cref="TrainedForecaster"/>: <c>model.KnownCategories</c>.</summary>
public static class ModelCategories
{
    /// <summary>Tells what training met.</summary>
    /// <param name="model">The model.</param>
    extension(TrainedForecaster model)
    {
        /// <summary>
        /// By the name of a static category, such as <c>region</c>, the values that training met, in ordinal order; empty for a
        /// model without. Any other value is taken too, letter by letter, and counts as the mean of these.
        /// </summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>> KnownCategories
        {
            get
            {
                ArgumentNullException.ThrowIfNull(model);
                var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
                foreach (Model.StaticCategory category in model.Definition.Covariates.Categories)
                    known[category.Name] = Array.AsReadOnly(category.Values);
                return new ReadOnlyDictionary<string, IReadOnlyList<string>>(known);
            }
        }
    }
}

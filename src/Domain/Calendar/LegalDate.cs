using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// A date that was counted or moved by the working-day calendar.
/// </summary>
/// <param name="Date">The date, inclusive: an act on this day is still in time.</param>
/// <param name="Provisional">
/// True when the count passed a day of a year whose calendar is not loaded. The date may move, and is counted again
/// when the calendar of that year arrives (rules.md F, G.3 #54).
/// </param>
public readonly record struct LegalDate(DateOnly Date, bool Provisional)
{
    /// <summary>For how many calendar days after it a provisional date ends no right (rules.md H.17).</summary>
    public const int WaitDays = 15;

    /// <summary>
    /// The last day on which a right that ends with this date is kept, inclusive: the date itself, or
    /// <see cref="WaitDays"/> later while it is provisional, as the calendar of its year may still move it (H.17). This
    /// does not prolong any validity.
    /// </summary>
    [JsonIgnore]
    public DateOnly RightKeptThrough => Provisional ? Date.AddDays(WaitDays) : Date;
}

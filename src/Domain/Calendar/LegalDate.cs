using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// A date that was counted or moved by the working-day calendar.
/// </summary>
/// <param name="Date">The date, inclusive: what is asked may still be done on it.</param>
/// <param name="Provisional">
/// True when the count looked at a day of a year whose calendar is not loaded. The date may move and is to be
/// computed again when the calendar of that year arrives (rules.md F, G.3 #54).
/// </param>
public readonly record struct LegalDate(DateOnly Date, bool Provisional)
{
    /// <summary>Calendar days for which a provisional date takes no right away (rules.md H.17).</summary>
    public const int WaitDays = 15;

    /// <summary>
    /// The day through which a right that ends with this date is kept, inclusive: the date itself, or so many days more
    /// while it is provisional, since the calendar of its year may still move it (H.17). No validity is prolonged by
    /// it.
    /// </summary>
    [JsonIgnore]
    public DateOnly RightKeptThrough => Provisional ? Date.AddDays(WaitDays) : Date;
}

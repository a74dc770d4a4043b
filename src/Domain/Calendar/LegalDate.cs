namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// A date that was counted or moved by the working-day calendar.
/// </summary>
/// <param name="Date">The date, inclusive: what is asked may still be done on it.</param>
/// <param name="Provisional">
/// True when the count looked at a day of a year whose calendar is not loaded. The date may move and is to be
/// computed again when the calendar of that year arrives (rules.md F, G.3 #54).
/// </param>
public readonly record struct LegalDate(DateOnly Date, bool Provisional);

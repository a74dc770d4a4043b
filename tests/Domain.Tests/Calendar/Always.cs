using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>Properties over many inputs, always the same ones: the seed is fixed, so no run surprises.</summary>
internal static class Always
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure
        .WithMaxTest(500)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260320UL), FSharpOption<int>.None)));

    /// <summary>Any day of 2023-2028: years with and without a calendar.</summary>
    public static Gen<DateOnly> Day { get; } = DayBetween(new DateOnly(2023, 1, 1), new DateOnly(2028, 12, 31));

    /// <summary>Any day of 2024-2026, so that counting a few weeks mostly stays in loaded years.</summary>
    public static Gen<DateOnly> LoadedDay { get; } = DayBetween(new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31));

    public static Gen<DateOnly> DayBetween(DateOnly first, DateOnly last) =>
        Gen.Choose(first.DayNumber, last.DayNumber).Select(DateOnly.FromDayNumber);

    public static void Holds<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(Fixed, Prop.ForAll(inputs.ToArbitrary(), property));
}

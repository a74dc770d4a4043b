using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Classes given only by their codes.</summary>
public static class HeldClasses
{
    /// <summary>
    /// The class with the day on which it was granted, if the licence has it; otherwise with the licence's first day.
    /// </summary>
    public static HeldClass Named(RailClass code, RailLicence? licence) =>
        licence?.Classes.FirstOrDefault(held => held.Class == code)
        ?? new HeldClass(code, licence?.Period.From ?? default);

    /// <summary>
    /// The classes in a text such as "J1 J5"; new ones are granted on the given day. Refused when one of them is no
    /// class.
    /// </summary>
    public static Result<ImmutableArray<HeldClass>> Read(string text, Func<RailClass, HeldClass> named)
    {
        var read = ImmutableArray.CreateBuilder<HeldClass>();
        foreach (var word in text.Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries))
            if (RailClass.Parse(word.ToUpperInvariant()) is { } code) read.Add(named(code));
            else return Refusals.Malformed(Refusals.Fault(
                "classes", $"没有准驾机型 {word}。", $"There is no class {word}."));
        return read.ToImmutable();
    }
}

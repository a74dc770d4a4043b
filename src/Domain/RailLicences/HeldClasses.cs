using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Classes that are named by their codes alone.</summary>
public static class HeldClasses
{
    /// <summary>A code alone keeps its day where the class is held, else it has the licence's first day.</summary>
    public static HeldClass Named(RailClass code, RailLicence? licence) =>
        licence?.Classes.FirstOrDefault(held => held.Class == code)
        ?? new HeldClass(code, licence?.Period.From ?? default);

    /// <summary>
    /// The classes of a text such as "J1 J5", of which each new one was granted on a day; or which of them is none.
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

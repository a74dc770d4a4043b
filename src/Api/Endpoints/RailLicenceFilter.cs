using System.ComponentModel;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A filter on railway careers, as text until <see cref="Read"/> has parsed it.</summary>
public sealed record RailLicenceFilter(
    [property: Description("Only this status")] string? Status,
    [property: Description("Only who holds this class, such as J5")] string? Class,
    [property: Description("1 to 200; 50 when not told")] string? Limit,
    [property: Description("From next of the page before")] string? Cursor)
{
    /// <summary>The filter; or the refusal if it could not be parsed.</summary>
    internal Refusal? Read(out RailLicencesWanted wanted, out PageRequest page)
    {
        (wanted, page) = (new RailLicencesWanted(), new PageRequest());
        if (Paging.Word<RailLicenceStatus>("status", Status, out var status) is { } no) return no;
        if (Class is not null && !IdentifierChecks.Check(IdentifierKind.RailClass, Class, default).Valid)
            return Refusals.Malformed(Refusals.Fault("class", "没有该准驾机型。", "There is no such class."));
        wanted = new RailLicencesWanted(status, Class);
        return Paging.Read(Limit, Cursor, out page);
    }
}

using System.ComponentModel;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A filter on applications, as text until <see cref="Read"/> has parsed it.</summary>
public sealed record ApplicationFilter(
    [property: Description("true: the caller's own")] string? Mine,
    [property: Description("true: the work of the caller's desk")] string? Queue,
    [property: Description("Only this service, such as certificate.renewal")] string? Service,
    [property: Description("Only this status")] string? Status,
    [property: Description("true: only what is overdue")] string? Overdue,
    [property: Description("1 to 200; 50 when not told")] string? Limit,
    [property: Description("From next of the page before")] string? Cursor)
{
    /// <summary>The filter; or the refusal if it could not be parsed.</summary>
    internal Refusal? Read(out ApplicationsWanted wanted, out bool queue, out PageRequest page)
    {
        (wanted, queue, page) = (new ApplicationsWanted(), false, new PageRequest());
        if (Paging.Flag("mine", Mine, out var mine) is { } a) return a;
        if (Paging.Flag("queue", Queue, out queue) is { } b) return b;
        if (mine == queue) return ListChoice.AskForEither();
        var service = ServiceNames.Find(Service);
        if (Service is not null && service is null)
            return Refusals.Malformed(Refusals.Fault("service", "没有该业务。", "There is no such service."));
        if (Paging.Word<ApplicationStatus>("status", Status, out var status) is { } c) return c;
        if (Paging.Flag("overdue", Overdue, out var overdue) is { } d) return d;
        wanted = new ApplicationsWanted(service, status, overdue);
        return Paging.Read(Limit, Cursor, out page);
    }
}

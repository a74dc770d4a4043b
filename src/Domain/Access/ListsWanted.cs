using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using Plates = OrleansRegistry.Domain.Identifiers.Plate;

namespace OrleansRegistry.Domain.Access;

/// <summary>A filter on an operator's vehicles; a value that is null filters nothing.</summary>
/// <param name="Plate">Only this plate, in any usual writing (H.23).</param>
/// <param name="Kind">Only this kind, by its stored name.</param>
/// <param name="Status">Only this computed status.</param>
/// <param name="Operating">Only this operating status.</param>
public sealed record VehiclesWanted(
    string? Plate = null, string? Kind = null, CertificateStatus? Status = null, OperatingStatus? Operating = null)
{
    internal bool Counts(VehicleView vehicle) =>
        vehicle.Status == (Status ?? vehicle.Status)
        && vehicle.OperatingStatus == (Operating ?? vehicle.OperatingStatus);
}

/// <summary>A filter on a carrier's or driver's trips; a value that is null filters nothing.</summary>
/// <param name="Status">Only this status, as it is now.</param>
/// <param name="Medium">Only trips whose certificate is of this medium.</param>
/// <param name="Plate">Only trips of the vehicle with this plate, in any usual writing.</param>
/// <param name="From">First legal date of departure, inclusive.</param>
/// <param name="To">Last legal date of departure, inclusive.</param>
public sealed record TripsWanted(
    TripStatus? Status = null, TripMedium? Medium = null, string? Plate = null, DateOnly? From = null,
    DateOnly? To = null);

/// <summary>A filter on railway careers; a value that is null filters nothing.</summary>
/// <param name="Status">Only this computed status.</param>
/// <param name="Class">Only those who hold this class, such as J5S1.</param>
/// <param name="Unit">Only the drivers of this unit of the enterprise.</param>
public sealed record RailLicencesWanted(RailLicenceStatus? Status = null, string? Class = null, string? Unit = null)
{
    internal bool Counts(RailLicenceView career) =>
        career.Status == (Status ?? career.Status)
        && (Class is null || career.Classes.Any(held => held.Class.ToString() == Class))
        && (Unit is null || career.Employer?.Unit == Unit);
}

/// <summary>A filter on registrations for an exam; a value that is null filters nothing.</summary>
/// <param name="Status">Only registrations whose application has this status.</param>
/// <param name="PlaceId">Only at this exam point.</param>
public sealed record RegistrationsWanted(ApplicationStatus? Status = null, string? PlaceId = null)
{
    internal bool Counts(ExamRegistrationView one) =>
        one.Status == (Status ?? one.Status) && (PlaceId is null || one.Place?.Id == PlaceId);
}

/// <summary>A filter on findings at the roadside; a value that is null filters nothing.</summary>
/// <param name="Finding">Only findings of this kind.</param>
/// <param name="Plate">Only about this plate, in any usual writing.</param>
/// <param name="From">First day on which it was recorded, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
public sealed record FindingsWanted(
    FindingKind? Finding = null, string? Plate = null, DateOnly? From = null, DateOnly? To = null)
{
    internal bool Counts(FindingView one)
    {
        var day = ShanghaiTime.DateOf(one.At);
        return one.Finding == (Finding ?? one.Finding) && day >= (From ?? day) && day <= (To ?? day)
            && (Plate is null || (one.Plate is { } found && Plates.Normalize(found) == Plates.Normalize(Plate)));
    }
}

public sealed partial class Reads
{
    /// <summary>
    /// Filters a list. Pages in which nothing passes the filter are skipped: the answer is the first page with
    /// something in it, beginning at the page asked for.
    /// </summary>
    private static async Task<Result<Page<T>>> Only<T>(
        PageRequest page, Func<T, bool> wanted, Func<PageRequest, Task<Result<Page<T>>>> read)
    {
        while (true)
        {
            var (found, refusal) = await read(page);
            if (refusal is not null) return refusal;
            var only = found! with { Items = [.. found.Items.Where(wanted)] };
            if (only.Items.Length > 0 || only.Next is null) return only;
            page = page with { Cursor = only.Next };
        }
    }

    /// <summary>
    /// The first page of a list that has something to show, beginning at <paramref name="page"/>. A whole page of rows
    /// can be filtered away where the filter asks for a computed value.
    /// </summary>
    private static async Task<Page<T>> Filled<T>(PageRequest page, Func<PageRequest, Task<Page<T>>> read)
    {
        while (true)
        {
            var found = await read(page);
            if (found.Items.Length > 0 || found.Next is null) return found;
            page = page with { Cursor = found.Next };
        }
    }
}

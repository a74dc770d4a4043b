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

/// <summary>Which of an operator's vehicles are wanted; null: whichever.</summary>
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

/// <summary>Which of a carrier's or driver's trips are wanted; null: whichever.</summary>
/// <param name="Status">Only this status, as it is now.</param>
/// <param name="Medium">Only those whose certificate stands on this.</param>
/// <param name="Plate">Only this vehicle's, by its plate in any usual writing.</param>
/// <param name="From">First legal date of departure, inclusive.</param>
/// <param name="To">Last legal date of departure, inclusive.</param>
public sealed record TripsWanted(
    TripStatus? Status = null, TripMedium? Medium = null, string? Plate = null, DateOnly? From = null,
    DateOnly? To = null);

/// <summary>Which railway careers are wanted; null: whichever.</summary>
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

/// <summary>Which registrations for an exam are wanted; null: whichever.</summary>
/// <param name="Status">Only where the application stands so.</param>
/// <param name="PlaceId">Only at this exam point.</param>
public sealed record RegistrationsWanted(ApplicationStatus? Status = null, string? PlaceId = null)
{
    internal bool Counts(ExamRegistrationView one) =>
        one.Status == (Status ?? one.Status) && (PlaceId is null || one.Place?.Id == PlaceId);
}

/// <summary>Which findings at the roadside are wanted; null: whichever.</summary>
/// <param name="Finding">Only what was found so.</param>
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
    /// <summary>Those of a list that are wanted: its first page that has any, from the page asked for.</summary>
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
    /// The first page of a list that has something to show, from <paramref name="page"/> on: where what is computed is
    /// filtered, a page of rows can come to nothing.
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

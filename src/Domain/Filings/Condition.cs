using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Filings;

/// <summary>The conditions of filings, by their published names. The list only grows.</summary>
[JsonConverter(typeof(CamelCaseNames<ConditionName>))]
public enum ConditionName
{
    /// <summary>Every field is there and well formed.</summary>
    Form = 1,

    /// <summary>The document has not been cancelled.</summary>
    NotCancelled = 2,

    /// <summary>The service is for this kind of document.</summary>
    KindCovered = 3,

    /// <summary>The document is valid.</summary>
    Valid = 4,

    /// <summary>No other application is in the way.</summary>
    NoOpenApplication = 5,

    /// <summary>Today lies in the window of the service.</summary>
    Window = 6,

    /// <summary>No time after a recent proof of identity bars it (H.24).</summary>
    NotBarred = 7,

    /// <summary>The driving licence is not withheld.</summary>
    DrivingLicence = 8,

    /// <summary>What is to be changed differs from what is on record.</summary>
    Changed = 9,

    /// <summary>All materials that are asked for are there.</summary>
    MaterialsComplete = 10,

    /// <summary>No material is there that is not asked for.</summary>
    MaterialsAsked = 11,

    /// <summary>Each material is fit.</summary>
    MaterialsFit = 12,

    /// <summary>The operator has a permit in force for it.</summary>
    Permit = 13,

    /// <summary>The vehicle is in operation.</summary>
    InOperation = 14,

    /// <summary>The annual review is not overdue.</summary>
    Reviewed = 15,

    /// <summary>The vehicle is not booked for a trip.</summary>
    NotOnATrip = 16,

    /// <summary>Technical grade, structure and violations (A.8).</summary>
    Sound = 17,

    /// <summary>The driver belongs to a railway enterprise.</summary>
    Employer = 18,

    /// <summary>There is a licence that has not ended, where one is needed; the driver is alive.</summary>
    Licence = 19,

    /// <summary>No ban is running (B.8).</summary>
    NoBan = 20,

    /// <summary>The new employer has an enterprise account.</summary>
    NewEmployer = 21,

    /// <summary>Age, fitness, education and experience suffice for the class (B.3, B.4).</summary>
    Eligible = 22,

    /// <summary>The departure lies ahead.</summary>
    Departure = 23,

    /// <summary>The trip touches more than one province.</summary>
    Interprovincial = 24,

    /// <summary>The vehicle is a coach of the carrier.</summary>
    Vehicle = 25,

    /// <summary>The vehicle's certificate is valid on each day of the trip.</summary>
    VehicleValid = 26,

    /// <summary>There are seats for all passengers.</summary>
    Seats = 27,

    /// <summary>A driver drives for the carrier and is qualified on each day.</summary>
    Driver = 28,

    /// <summary>There are as many drivers as the distance asks for.</summary>
    DriverCount = 29,

    /// <summary>The trip is not longer than allowed.</summary>
    Length = 30,

    /// <summary>One end lies in the city where the vehicle is registered.</summary>
    FromHome = 31,

    /// <summary>The scan of the contract is the carrier's own.</summary>
    Contract = 32,

    /// <summary>Vehicle, drivers and contract are free for the time.</summary>
    NotBooked = 33,

    /// <summary>The carrier has a permit for interprovincial charters through the last day.</summary>
    Carrier = 34,

    /// <summary>A document to be posted has an address.</summary>
    DeliveryAddress = 35,
}

/// <summary>A condition of a filing, and whether it is met.</summary>
/// <param name="Name">The name of the condition.</param>
/// <param name="Unmet">The refusal with which the filing would be answered; null: it is met.</param>
public readonly record struct Condition(ConditionName Name, Refusal? Unmet)
{
    /// <summary>
    /// True for conditions about answers and papers, which are not known before the form is filled in.
    /// </summary>
    public bool IsAboutTheForm => Name is ConditionName.Form or ConditionName.Changed or ConditionName.NewEmployer
        or ConditionName.DeliveryAddress or ConditionName.MaterialsComplete or ConditionName.MaterialsAsked
        or ConditionName.MaterialsFit;
}

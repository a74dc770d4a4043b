using OrleansRegistry.Domain.Operators;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>One line of an exchanged fleet: an operator, or a vehicle of an operator that stands before it.</summary>
public sealed record FleetRow(OperatorRow? Operator = null, VehicleRow? Vehicle = null);

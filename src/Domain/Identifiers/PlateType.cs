namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Types of number plates that the text alone tells apart, GA 36; rules.md E.5.</summary>
public enum PlateType
{
    /// <summary>Small and large vehicles: 豫A12345. Only the colour tells them apart.</summary>
    Ordinary = 1,

    /// <summary>Trailer (挂): 豫A1234挂.</summary>
    Trailer = 2,

    /// <summary>Driving school (学).</summary>
    Training = 3,

    /// <summary>Police (警).</summary>
    Police = 4,

    /// <summary>Hong Kong or Macao vehicle that may enter (港, 澳): 粤ZA12B港.</summary>
    HongKongMacao = 5,

    /// <summary>Small new-energy vehicle (小型新能源汽车): 豫AD12345.</summary>
    NewEnergySmall = 6,

    /// <summary>Large new-energy vehicle (大型新能源汽车): 豫A12345D.</summary>
    NewEnergyLarge = 7,
}
